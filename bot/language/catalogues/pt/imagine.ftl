## /imagine

imagine-description = Gera uma imagem a partir de palavras
imagine-prompt = O que gerar, por exemplo: red apple
imagine-negative-prompt = O que você não quer ver
imagine-count = Quantas imagens, de 1 a { $most } (padrão: 1)
imagine-size = Largura × altura em pixels (padrão: { $default })
imagine-steps = Passos de difusão, de 1 a { $most } (padrão: { $default })
imagine-guidance = O quanto seguir o prompt, de 1 a { $most } (padrão: { $default })
imagine-seed = A mesma seed, palavras e opções dão a mesma imagem; sem ela, é aleatória
imagine-style = Um estilo que é aplicado ao prompt
imagine-start = Uma imagem base para começar
imagine-strength = Quanto da imagem base é refeito, de 0,05 a 1
imagine-sampler = Sampler (na dúvida, deixe como está)
imagine-model = O modelo que gera (padrão: { $default }, a não ser que este servidor tenha outro)
imagine-lora = Um LoRA para aplicar ao modelo
imagine-lora-strength = Força do LoRA, de −2 a 2 (1 é como foi treinado)
refused-lora = Não existe nenhum LoRA { $name } aqui. Escolha um dos que aparecem enquanto você digita.
refused-style = Não existe nenhum estilo { $name } aqui. Escolha um dos que aparecem enquanto você digita.
