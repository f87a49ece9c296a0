## /imagine

imagine-description = Gera uma imagem a partir de palavras
imagine-prompt = O que gerar, por exemplo: red apple
imagine-negative-prompt = O que evitar na imagem
imagine-count = Número de imagens, de 1 a { $most }; o padrão é 1
imagine-size = Largura × altura em pixels; o padrão é { $default }
imagine-steps = Passos de difusão, de 1 a { $most }; o padrão é { $default }
imagine-guidance = O quanto seguir o prompt, de 1 a { $most }; o padrão é { $default }
imagine-seed = A mesma seed com as mesmas palavras dá a mesma imagem; sem ela, é aleatória
imagine-style = Um estilo pronto que é aplicado ao prompt
imagine-start = Uma imagem base para começar
imagine-strength = Quanto da imagem base é refeito, de 0,05 a 1
imagine-sampler = O algoritmo que remove o ruído
imagine-model = O modelo que gera; o padrão é { $default }, a não ser que este servidor tenha outro
imagine-lora = Um LoRA para aplicar ao modelo
imagine-lora-strength = Força do LoRA, de −2 a 2; 1 é como foi treinado
refused-lora = Não existe nenhum LoRA { $name } aqui. Escolha um dos que aparecem enquanto você digita.
refused-style = Não existe nenhum estilo { $name } aqui. Escolha um dos que aparecem enquanto você digita.
