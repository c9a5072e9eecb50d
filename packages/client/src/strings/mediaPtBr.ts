import type { mediaEn } from './mediaEn.ts';

/** What the Client says about microphone, camera and screen, in Brazilian Portuguese. */
export const mediaPtBr: typeof mediaEn = {
  microphone: 'Microfone',
  camera: 'Câmera',
  screen: 'Compartilhar tela',
  hint: {
    microphone: {
      on: 'Desligar o microfone',
      off: 'Ligar o microfone',
      starting: 'Ligando o microfone…',
      forbidden: (zone) => `Os microfones ficam desligados em ${zone}`,
      muted: 'Um moderador silenciou você',
      pushToTalk: (key) => `Segure ${key} para falar`,
      talking: 'Estão ouvindo você',
    },
    camera: {
      on: 'Desligar a câmera',
      off: 'Ligar a câmera',
      starting: 'Ligando a câmera…',
      forbidden: (zone) =>
        `As câmeras ficam desligadas em ${zone}. Vá a uma área de equipe ou sala de reunião.`,
    },
    screen: {
      on: 'Parar de compartilhar sua tela',
      off: 'Compartilhar sua tela',
      starting: 'Escolha o que compartilhar',
      forbidden: (zone) =>
        `O compartilhamento de tela fica desligado em ${zone}. Vá a uma área de equipe ou sala de reunião.`,
    },
    doNotDisturb: 'Não perturbe está ligado. Você não ouve os outros, e eles não ouvem você.',
    soundOnly: 'Só áudio aqui por enquanto',
    talkByButton: 'Segure este botão para falar',
  },
  problemOf: (what, problem) => `${what}: ${problem}`,
  problem: {
    'insecure-origin':
      'não disponível neste endereço. Abra o Atrium por https ou na máquina em que ele roda.',
    'no-calls':
      'este navegador não faz chamadas. Para falar, abra o Atrium em um Chrome, Edge, Firefox ou Safari atual.',
    denied: 'o navegador está bloqueando.',
    'denied-by-system':
      'o sistema está bloqueando. Permita para o seu navegador nas configurações de privacidade do sistema.',
    'none-found': 'nenhum dispositivo encontrado. Conecte um e tente de novo.',
    'in-use': 'outro aplicativo está usando. Feche-o e tente de novo.',
    gone: 'o dispositivo escolhido não está mais conectado. Escolha outro.',
    silenced: 'desligado pelo sistema ou por um botão do aparelho. Nada chega às outras pessoas.',
    unknown: 'não foi possível ligar. Tente de novo.',
  },
  heardBy: (names, more) =>
    more > 0 ? `Ouvem você: ${names.join(', ')} e mais ${more}` : `Ouvem você: ${names.join(', ')}`,
  heardWhenLoud: (count, loudest) => `${count} ouvem você entre as ${loudest} vozes mais altas`,
  heardByNobody: 'Ninguém ouve você',
  check: {
    title: 'Microfone e câmera',
    optional: 'Opcional. Você pode ligá-los depois.',
    level: 'Nível do microfone',
    preview: 'Sua câmera, espelhada',
    devices: 'Escolher e testar dispositivos',
    connection: 'Testar sua conexão',
    testSpeaker: 'Testar alto-falante',
    testMicrophone: 'Testar microfone',
    testCamera: 'Testar câmera',
    stopTest: 'Parar teste',
    phases: {
      recording: 'Diga alguma coisa. Você vai se ouvir em instantes.',
      playing: 'É assim que você soa.',
    },
    // “Câmera ligada”, but “Microfone ligado”.
    stateOf: (what: string, isOn: boolean) =>
      `${what} ${isOn ? 'ligad' : 'desligad'}${what.endsWith('a') ? 'a' : 'o'}`,
    insecure:
      'Microfone e câmera não estão disponíveis aqui: os navegadores só os liberam por https ou na máquina em que o Atrium roda. Quem mantém o servidor pode iniciá-lo com ATRIUM_DOMAIN, com um certificado ou, sem um nome público, com ATRIUM_HTTPS=self-signed. Veja docs/host/calls.md.',
    allow: {
      chromium: 'Clique no ícone à esquerda do endereço, permita microfone e câmera e tente de novo.',
      firefox:
        'Clique no microfone ou na câmera riscada ao lado do endereço, remova o bloqueio e tente de novo.',
      safari: 'Abra Safari > Ajustes para Este Site, permita microfone e câmera e tente de novo.',
      ios: 'No Safari, toque no menu da página na barra de endereço, depois em Ajustes do Site, e permita microfone e câmera. Em outros navegadores, abra Ajustes e escolha o navegador.',
      android:
        'Toque no ícone à esquerda do endereço, depois em Permissões, permita microfone e câmera e tente de novo.',
      other: 'Permita microfone e câmera para esta página nas configurações do navegador e tente de novo.',
    },
  },
  menu: {
    title: 'Microfone e câmera',
    microphone: 'Microfone',
    camera: 'Câmera',
    speaker: 'Alto-falante',
    speakerOfSystem:
      'Este navegador usa o alto-falante do sistema. Escolha outro nas configurações do sistema.',
    usual: 'Padrão do sistema',
    unnamed: (index) => `Dispositivo ${index}`,
    audioOnly: 'Só áudio',
    audioOnlyHint: 'Oculta câmeras e telas dos outros para poupar a conexão.',
    doNotDisturb: 'Não perturbe',
    doNotDisturbHint: 'Você não ouve os outros, e eles não ouvem você.',
    staysOpen: 'Manter meu microfone ligado em áreas de equipe',
    staysOpenHint: 'Caso contrário, você chega com o microfone desligado.',
    pictureInPicture: 'Janela pequena quando a aba está oculta',
    pictureInPictureHint: 'Mostra quem está falando, se o navegador permitir.',
  },
  stage: {
    label: 'Vídeo',
    you: 'Você',
    grid: 'Mostrar todos em uma grade',
    speaker: 'Mostrar quem fala em destaque',
    minimise: 'Minimizar vídeo',
    caption: { grid: 'Todos', speaker: 'Quem fala', minimise: 'Minimizar' },
    enlarge: 'Maximizar vídeo',
    pin: (name) => `Fixar ${name}`,
    unpin: (name) => `Soltar ${name}`,
    page: (page, pages) => `Página ${page} de ${pages}`,
    previous: 'Página anterior',
    next: 'Próxima página',
    more: (count) => `mais ${count}`,
    muted: 'microfone desligado',
    speaking: 'falando',
    screenOf: (name) => `Tela de ${name}`,
    ownScreen: 'Sua tela',
    screens: 'Telas',
    fullScreen: 'Tela cheia',
    leaveFullScreen: 'Sair da tela cheia',
    smallWindow: 'Janela pequena',
  },
  sharing: { text: 'Você está compartilhando sua tela', stop: 'Parar' },
  playback: { text: 'O navegador está bloqueando o som.', unlock: 'Ligar o som' },
  quality: {
    button: (word) => `Conexão: ${word}`,
    word: { good: 'boa', fair: 'razoável', poor: 'ruim', lost: 'perdida', connecting: 'conectando' },
    own: {
      good: 'Sua conexão está boa.',
      fair: 'Sua conexão está instável. O som pode falhar de vez em quando.',
      poor: 'Sua conexão está ruim. O som pode falhar, e o vídeo fica pequeno.',
      lost: 'Som e vídeo interrompidos. Tentando de novo…',
      connecting: 'Conectando som e vídeo…',
    },
    serverLost:
      'O servidor não responde. Tentando de novo… Quem está falando com você talvez ainda ouça você por um tempo.',
    of: {
      good: (name) => `A conexão de ${name} está boa`,
      fair: (name) => `A conexão de ${name} está instável`,
      poor: (name) => `A conexão de ${name} está ruim: o som pode falhar`,
      lost: (name) => `Sem som de ${name} agora`,
      connecting: (name) => `Conectando a ${name}`,
    },
    withNumbers: (sentence, numbers) =>
      numbers.length === 0 ? `${sentence}.` : `${sentence} (${numbers.join(', ')}).`,
    lost: (percent) => `${percent}% perdidos`,
    roundTrip: (ms) => `${ms} ms`,
    path: {
      direct: 'Conexão direta.',
      relayed: 'Conexão por um retransmissor.',
      sfu: 'Conexão pelo servidor.',
    },
    voicesChosen: (loudest) =>
      `Há muitos microfones abertos: você ouve as ${loudest} vozes mais altas e quem acabou de falar.`,
    relayed: 'Algumas conexões passam por um retransmissor porque a conexão direta não é possível.',
    reason: {
      alone: 'Não há mais ninguém aqui com quem falar.',
      'few-people': 'Você está conectado diretamente às outras pessoas.',
      'too-many-people': 'Há muitas pessoas aqui, então som e vídeo passam pelo servidor.',
      'too-many-cameras': 'Há muitas câmeras ligadas, então som e vídeo passam pelo servidor.',
      meeting: 'Em salas de reunião, som e vídeo passam pelo servidor.',
      relayed:
        'Conexões diretas não funcionam para muitas pessoas aqui, então som e vídeo passam pelo servidor.',
      blocked: 'Conexões diretas estão bloqueadas aqui, então som e vídeo passam pelo servidor.',
      'packet-loss': 'As conexões diretas estão instáveis aqui, então som e vídeo passam pelo servidor.',
      settling: 'Som e vídeo ainda passam pelo servidor por um momento.',
      'no-sfu': 'Há pessoas demais aqui para vídeo: este servidor não tem um SFU.',
      'no-sfu-full':
        'Há pessoas demais aqui para conversar: este servidor não tem um SFU. Você não ouve os outros, e eles não ouvem você.',
    },
  },
  person: {
    volume: (name) => `Volume de ${name}`,
    percent: (percent) => `${percent}%`,
    mute: (name) => `Silenciar ${name} para mim`,
    unmute: (name) => `Ouvir ${name} de novo`,
    microphoneOn: 'Microfone ligado',
    microphoneOff: 'Microfone desligado',
    cameraOn: 'Câmera ligada',
    screenOn: 'Compartilhando a tela',
    doNotDisturb: 'Não perturbe',
    muted: 'Silenciado por um moderador',
    cannotCall: 'O navegador dessa pessoa não faz chamadas',
    silent: 'Longe demais para ouvir.',
  },
  news: {
    noCalls:
      'Este navegador não faz chamadas (WebRTC). Você pode andar, conversar por texto e desenhar. Para falar, abra o Atrium em um Chrome, Edge, Firefox ou Safari atual.',
    microphoneOn: 'Microfone ligado.',
    microphoneOff: 'Microfone desligado.',
    cameraOn: 'Câmera ligada.',
    cameraOff: 'Câmera desligada.',
    screenOn: 'Você está compartilhando sua tela.',
    screenOff: 'Você parou de compartilhar sua tela.',
    doNotDisturbOn: 'Não perturbe está ligado. Você não ouve os outros, e eles não ouvem você.',
    doNotDisturbOff: 'Não perturbe está desligado.',
    audioOnlyOn: 'Só áudio está ligado.',
    audioOnlyOff: 'Só áudio está desligado.',
    mutedByModerator: 'Um moderador silenciou você.',
    unmutedByModerator: 'Você pode falar de novo.',
    cameraPausedForPower:
      'Sua câmera foi desligada para poupar energia. Para mantê-la ligada, ligue-a de novo.',
    cameraPausedForCpu:
      'Seu computador está sobrecarregado, então sua câmera foi desligada. Para mantê-la ligada, ligue-a de novo.',
    stoppedByZone: {
      camera: (zone) => `Sua câmera foi desligada quando você entrou em ${zone}. Você pode ligá-la de novo.`,
      screen: (zone) =>
        `O compartilhamento da sua tela terminou quando você entrou em ${zone}. Você pode compartilhar de novo.`,
    },
    connectionLost: 'Som e vídeo interrompidos.',
    connectionBack: 'Som e vídeo voltaram.',
    cannotCall: (name) =>
      `Você e ${name} não conseguem se ouvir: o navegador dessa pessoa não faz chamadas. Vocês podem trocar mensagens.`,
    unreachable: (name) =>
      `Você e ${name} não conseguem se ouvir: há uma rede ou firewall no caminho. Tente outra rede ou desligue a VPN. Quem mantém o servidor pode configurar um retransmissor ou o SFU (docs/host/calls.md).`,
    sharesScreen: (name) => `${name} está compartilhando a tela.`,
    sharesNoLonger: (name) => `${name} parou de compartilhar a tela.`,
  },
  arriveMuted: 'Você chega com o microfone desligado',
  arriveOpen: 'Seu microfone fica como está',
};
