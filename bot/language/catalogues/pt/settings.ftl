## /settings: a member's own defaults

settings-description = Seus padrões para todas as imagens, em todos os servidores
settings-show = Mostra seus padrões
settings-set = Muda seus padrões; o que você não preencher fica como está
settings-reset = Volta aos padrões do bot
settings-reset-what = Qual deles; todos, se você não escolher nenhum
settings-set-count = Imagens por vez, de 1 a { $most }
settings-set-size = Largura × altura em pixels
settings-set-steps = Passos de difusão, de 1 a { $most }
settings-set-guidance = O quanto seguir o prompt, de 1 a { $most }
settings-set-sampler = O algoritmo que remove o ruído
settings-set-negative-prompt = O que evitar quando você não disser nada
settings-set-style = Um estilo pronto para todos os prompts
settings-set-language = O idioma em que falo com você
settings-set-remix = Outras pessoas podem usar suas imagens para criar algo novo?
settings-set-still = Mostrar animações primeiro como imagem parada?

settings-as-discord = igual ao meu Discord
settings-title = Seus padrões em todos os servidores; o que você disser no comando tem prioridade:
setting-count = Imagens por vez
setting-size = Tamanho
setting-steps = Passos
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Prompt negativo
setting-style = Estilo
setting-language = Idioma
setting-remix = Outras pessoas podem usar suas imagens
setting-still = Animações primeiro como imagem parada
setting-line = { $name }: { $value }
setting-default = { $value } (padrão)
setting-none = nenhum
setting-yes = sim
setting-no = não
settings-all-reset = Todos os seus padrões voltaram a ser os do bot.
settings-one-reset = Voltou ao padrão do bot: { $name }.
refused-nothing-to-set = Diga o que mudar: escolha pelo menos uma das opções de `/settings set`.
