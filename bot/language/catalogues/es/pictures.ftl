# Veredictos sobre imágenes.

failed-blocked = Esta imagen no se muestra: el filtro encontró en ella algo que este servidor no permite.
refused-start-unsuitable = Aquí no puedo usar esa imagen como imagen base. Prueba con otra, por favor.
refused-start-unchecked = No pude revisar tu imagen base ahora mismo. Nada cuenta para tu límite; inténtalo de nuevo en un momento.
