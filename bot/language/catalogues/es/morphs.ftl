## /morph and /blend

morph-description = Animación de prompt a prompt; cada fotograma cuenta como una imagen para tu límite
morph-first = Con qué empieza, por ejemplo: red apple
morph-second = En qué se convierte, por ejemplo: blue boat
morph-next = Qué viene después
morph-frames = Fotogramas del primer prompt al último, de 2 a { $most } (por defecto, { $default })
blend-description = Haz una imagen de dos o tres cosas, cada una en palabras, como imagen o ambas
blend-first = La primera cosa en palabras, o lo que muestra su imagen
blend-second = La segunda cosa en palabras, o lo que muestra su imagen
blend-third = La tercera cosa en palabras, o lo que muestra su imagen
blend-first-picture = Una imagen de la primera cosa
blend-second-picture = Una imagen de la segunda cosa
blend-third-picture = Una imagen de la tercera cosa
blend-strength = Cuánto de las imágenes se rehace, de 0,05 a 1 (por defecto, { $default })
refused-blend-one = Para mezclar hacen falta al menos dos cosas, cada una en palabras o como imagen.
refused-blend-words = Ninguna de estas imágenes dice con qué se creó. Di en palabras qué muestra al menos una de ellas.
failed-animation-too-large = Tu animación está lista, pero ocupa más de los { $megabytes } MB que puedo publicar aquí. Pide un tamaño más pequeño o menos fotogramas.
