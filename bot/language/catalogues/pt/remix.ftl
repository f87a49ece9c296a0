## Forms that make something of a picture

edit-title = Editar e gerar de novo
field-prompt = Prompt
field-prompts = Prompts, um por linha (de 2 a 6)
field-negative = Prompt negativo
field-steps = Passos
field-guidance = Guidance
field-frames = Quadros
field-seed = Seed (deixe vazio para uma aleatória)
refused-start-gone = A imagem base desta imagem não está mais guardada, então não dá para gerá-la de novo.
refused-file-gone = O arquivo desta imagem não está mais guardado, então não dá para mostrá-la, ampliá-la nem usá-la como base. Todo o resto ainda funciona.
start-title = Começar a partir desta imagem
start-choose = Qual imagem desta mensagem?
field-strength = Quanto é refeito, de 0,05 a 1
field-picture = Qual imagem, de 1 a { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } gerou de novo { $picture }
made-vary = { $member } variou { $picture }
made-upscale = { $member } ampliou { $picture }
made-start = { $member } usou como base { $picture }
made-edit = { $member } editou { $picture }
picture-of = uma imagem de { $authors }
picture-own = a própria imagem
picture-deleted = uma imagem excluída
