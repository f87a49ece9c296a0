## /rules

rules-command = Qué se filtra aquí, por qué se retuvo lo tuyo y qué puedes hacer
rules-title = Las reglas de aquí
rules-words = **Palabras.** Lo que escribes se comprueba antes de dibujar nada.
rules-category = - { $category }: { $ruling }
rules-own = { $count ->
    [one] - Este servidor tiene una regla propia.
   *[other] - Este servidor tiene { $count } reglas propias.
}
rules-pictures = **Imágenes.** Un programa mira si cada imagen muestra desnudez y le da un valor de 0 a 1. Aquí se oculta hasta un clic desde { $spoiler }, espera a un moderador desde { $hold } y no se muestra desde { $block }.
rules-approval = **Aprobación.** Aquí los moderadores miran esto antes que nadie: { $what }.
rules-no-approval = **Aprobación.** Aquí solo espera a un moderador lo que retiene el filtro.
rules-quiet = **Horario.** Aquí no se dibuja nada a estas horas: { $hours }.
rules-limits = **Cuánto.** { $limits }.
rules-strikes = **Tus advertencias.** { $count } de { $limit }; con { $limit } no puedes dibujar aquí por un tiempo.
rules-recent = **Lo rechazado o retenido hace poco**
rules-nothing = No se retuvo nada tuyo hace poco. Las palabras rechazadas no se guardan y por eso no aparecen.
rules-picture = { $at }, una imagen ({ $why }): { $state }
rules-prompt = { $at }, una petición ({ $why }): { $state }
rules-state-open = espera a un moderador
rules-state-appealed = tu apelación espera a un moderador
rules-state-rejected = no aprobada; puedes apelar
rules-state-upheld = no aprobada, tras tu apelación
rules-state-overturned = aprobada tras tu apelación
rules-why-approval = aquí los moderadores lo miran todo
rules-why-nudity = puede mostrar desnudez
rules-why-unchecked = no se pudo comprobar
rules-why-words = una regla de este servidor
rules-can = **Qué puedes hacer.** Si se rechazaron palabras, escríbelo de otro modo. Si un moderador no aprobó algo, pulsa **Apelar** bajo la respuesta, una vez: decide otra persona. Denuncia lo que no debería estar aquí con **Más** y **Denunciar**. Para todo lo demás, pregunta a los moderadores de este servidor.
