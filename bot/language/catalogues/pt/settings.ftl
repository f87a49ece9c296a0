## /settings: a member's own settings

settings-description = Suas configurações para todas as imagens, em todos os servidores
settings-show = Mostra suas configurações
settings-set = Muda suas configurações; o que você não preencher fica como está
settings-reset = Volta suas configurações ao padrão
settings-reset-what = Qual delas; todas, se você não escolher nenhuma
settings-set-count = Quantas imagens por vez, de 1 a { $most }
settings-set-size = Largura × altura em pixels
settings-set-steps = Passos de difusão, de 1 a { $most }
settings-set-guidance = O quanto seguir o prompt, de 1 a { $most }
settings-set-sampler = Sampler (na dúvida, deixe como está)
settings-set-negative-prompt = O que você não quer ver quando não escrever outra coisa
settings-set-style = Um estilo para todos os prompts
settings-set-language = O idioma em que falo com você
settings-set-remix = Outras pessoas podem usar suas imagens?
settings-set-still = Mostrar animações primeiro como imagem estática?

settings-as-discord = igual ao meu Discord
settings-title = Suas configurações em todos os servidores (o que você escolher no comando tem prioridade):
setting-count = Imagens por vez
setting-size = Tamanho
setting-steps = Passos
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Prompt negativo
setting-style = Estilo
setting-language = Idioma
setting-remix = Outras pessoas podem usar suas imagens
setting-still = Animações primeiro como imagem estática
setting-line = { $name }: { $value }
setting-default = { $value } (padrão)
setting-none = nenhum
setting-yes = sim
setting-no = não
settings-all-reset = Todas as suas configurações voltaram ao padrão.
settings-one-reset = Voltou ao padrão: { $name }.
refused-nothing-to-set = Não há nada para mudar: escolha pelo menos uma opção de `/settings set`.
