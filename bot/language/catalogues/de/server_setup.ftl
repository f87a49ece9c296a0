refused-quiet-hours = It's quiet hours here: I draw again { $left }, at { $when }.
