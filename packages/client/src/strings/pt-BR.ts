import type { AvatarLook, CloseReason, ErrorCode } from '@atrium/protocol';
import type { Role, ZoneType } from '@atrium/world';
import type { Strings } from './en.ts';
import { listWords, pluralOf } from './wording.ts';

const plural = pluralOf('pt-BR');
const list = listWords('pt-BR');
// In Portuguese 0 takes the singular form of the rules, but "0 pessoas" is what people write.
const people = (count: number) =>
  plural(count, { zero: '0 pessoas', one: '1 pessoa', other: `${count} pessoas` });

const skin: Record<AvatarLook['skin'], string> = {
  porcelain: 'Porcelana',
  sand: 'Areia',
  honey: 'Mel',
  almond: 'Amêndoa',
  umber: 'Terra',
  espresso: 'Café',
};

const hairStyle: Record<AvatarLook['hairStyle'], string> = {
  none: 'Sem cabelo',
  short: 'Curto',
  curly: 'Cacheado',
  bob: 'Chanel',
  long: 'Longo',
  bun: 'Coque',
  afro: 'Black power',
  hijab: 'Hijab',
};

const hairColour: Record<AvatarLook['hairColour'], string> = {
  black: 'Preto',
  brown: 'Castanho-escuro',
  chestnut: 'Castanho',
  blond: 'Loiro',
  red: 'Ruivo',
  grey: 'Grisalho',
  teal: 'Turquesa',
  plum: 'Ameixa',
};

const clothing: Record<AvatarLook['clothing'], string> = {
  tshirt: 'Camiseta',
  shirt: 'Camisa',
  hoodie: 'Moletom',
  jacket: 'Jaqueta',
  dress: 'Vestido',
};

const clothingColour: Record<AvatarLook['clothingColour'], string> = {
  blue: 'Azul',
  green: 'Verde',
  red: 'Vermelho',
  yellow: 'Amarelo',
  purple: 'Roxo',
  teal: 'Turquesa',
  orange: 'Laranja',
  grey: 'Cinza',
  white: 'Branco',
  black: 'Preto',
};

const trousersColour: Record<AvatarLook['trousersColour'], string> = {
  navy: 'Azul-marinho',
  black: 'Preto',
  grey: 'Cinza',
  brown: 'Marrom',
  olive: 'Oliva',
  sand: 'Areia',
};

const accessory: Record<AvatarLook['accessory'], string> = {
  none: 'Nenhum',
  glasses: 'Óculos',
  headphones: 'Fones de ouvido',
  cap: 'Boné',
  scarf: 'Cachecol',
  beard: 'Barba',
};

const zoneTypes: Record<ZoneType, string> = {
  OpenArea: 'Área aberta',
  TeamArea: 'Área de equipe',
  MeetingRoom: 'Sala de reunião',
  PrivateRoom: 'Sala privativa',
};

const roles: Record<Role, string> = {
  Admin: 'administradores',
  Editor: 'editores',
  Member: 'membros',
  Guest: 'convidados',
};

const errors: Record<ErrorCode, string> = {
  bad_message: 'O servidor não entendeu esta página. Recarregue-a.',
  hello_expected: 'O servidor não entendeu esta página. Recarregue-a.',
  hello_repeated: 'O servidor não entendeu esta página. Recarregue-a.',
  version_mismatch: 'Esta página é de outra versão do Atrium. Recarregue-a.',
  token_invalid: 'Sua identificação expirou. Entre de novo.',
  world_unknown: 'Não há nenhum World neste endereço.',
  world_full: 'Este World está lotado agora. Tente mais tarde.',
  spawn_point_unknown: 'Esse ponto de partida não existe mais. Escolha outro.',
  rate_limited: 'Foram muitos pedidos de uma vez. Espere um momento e tente de novo.',
  name_invalid: 'Informe um nome de 1 a 40 caracteres visíveis.',
  not_found: 'Não há nada neste endereço.',
  origin_refused: 'O servidor não aceita visitas vindas deste endereço.',
  too_many_connections: 'Há conexões demais vindas da sua rede agora.',
  internal: 'Algo deu errado no servidor. Tente de novo.',
};

const closings: Record<CloseReason, string> = {
  left: 'Você saiu.',
  messageTooBig: 'O servidor encerrou a conexão.',
  internalError: 'Algo deu errado no servidor.',
  serverRestarting: 'O servidor está reiniciando.',
  replaced: 'Você está aqui em outra aba.',
  helloTimeout: 'A conexão demorou demais para começar.',
  notAuthenticated: 'Sua identificação expirou.',
  worldUnknown: 'Este World não existe mais.',
  versionMismatch: 'Há uma nova versão do Atrium.',
  badMessage: 'O servidor encerrou a conexão.',
  flood: 'O servidor encerrou a conexão.',
  silent: 'A conexão ficou muda.',
  slowConsumer: 'Sua conexão não deu conta.',
  worldFull: 'Este World está lotado.',
  tooManyConnections: 'Há conexões demais vindas da sua rede.',
};

/** Every text of the Client, in Brazilian Portuguese. */
export const ptBR: Strings = {
  app: {
    name: 'Atrium',
    loading: 'Carregando',
    titleIn: (place, world) => `${place} · ${world}`,
  },
  pages: {
    unknownWorldTitle: 'Nenhum World aqui',
    unknownWorldText: (worldId) => `Este servidor não tem um World chamado “${worldId}”.`,
    noWorldsTitle: 'Ainda não há Worlds',
    noWorldsText: 'Este servidor não tem nenhum World para entrar.',
    unreachableTitle: 'O servidor não responde',
    unreachableText:
      'Verifique sua conexão. Se outras pessoas também não conseguem, o servidor pode estar fora do ar.',
    brokenTitle: 'Este World não pode ser mostrado',
    brokenText: 'O arquivo está danificado ou foi feito para uma versão mais nova do Atrium.',
    failedTitle: 'Algo deu errado',
    notFoundTitle: 'Nada neste endereço',
    notFoundText: 'O link pode estar errado ou desatualizado.',
    tryAgain: 'Tentar de novo',
    goHome: 'Ir para a entrada',
  },
  lobby: {
    enterWorld: (world) => `Entrar em ${world}`,
    tagline: 'Com quem você divide a sala decide com quem você trabalha.',
    name: 'Seu nome',
    nameHint: 'As outras pessoas o veem acima do seu Avatar.',
    nameMissing: 'Informe seu nome.',
    avatar: 'Seu Avatar',
    presets: 'Prontos',
    preset: (index) => `Avatar ${index}`,
    tabs: { presets: 'Prontos', head: 'Cabeça', clothes: 'Roupas', extras: 'Extras' },
    skin: 'Pele',
    hairStyle: 'Cabelo',
    hairColour: 'Cor do cabelo',
    clothing: 'Roupa',
    clothingColour: 'Cor',
    trousersColour: 'Calça',
    accessory: 'Acessório',
    randomise: 'Surpreenda-me',
    turnLeft: 'Virar para a esquerda',
    turnRight: 'Virar para a direita',
    preview: 'Prévia do seu Avatar',
    spawnPoint: 'Onde começar',
    unnamedSpawnPoint: (index) => `Entrada ${index}`,
    language: 'Idioma',
    enter: 'Entrar',
    entering: 'Entrando',
    unreachable: 'O servidor não responde. Tente de novo.',
    peopleInside: (count) =>
      plural(count, {
        zero: 'Ainda não há ninguém',
        one: '1 pessoa está dentro',
        other: `${count} pessoas estão dentro`,
      }),
    otherWorlds: 'Outros Worlds',
    welcomeBack: 'Você saiu. Volte quando quiser.',
  },
  choices: { skin, hairStyle, hairColour, clothing, clothingColour, trousersColour, accessory },
  zoneTypes,
  zone: {
    people,
    limit: (most) => `Até ${most} pessoas`,
    audio: {
      proximity: 'Você ouve quem está perto',
      zone: 'Quem está dentro se ouve',
      'push-to-talk': 'Quem está dentro se ouve; segure uma tecla para falar',
      off: 'Silêncio: sem áudio aqui',
    },
    privacy: 'Quem está fora não vê nem ouve o que acontece aqui',
    allowed: {
      camera: 'Câmeras permitidas',
      screenShare: 'Compartilhamento de tela permitido',
      whiteboard: 'Quadro branco',
    },
    forbidden: {
      camera: 'Sem câmeras',
      screenShare: 'Sem compartilhamento de tela',
      whiteboard: 'Sem quadro branco',
    },
    showRules: 'Ver o que é permitido aqui',
  },
  world: {
    region: (world) => `${world}, o World`,
    instructions:
      'Ande com as setas. Sente-se e levante-se com Enter. Pressione Tab para a barra de ferramentas e Esc para voltar aqui.',
    instructionsKeys: (help) => `Pressione ${help} para ver todos os atalhos.`,
    connecting: 'Conectando',
    noGraphics: 'Este navegador não consegue desenhar o World. Tente outro navegador.',
    sit: 'Sentar',
    standUp: 'Levantar',
  },
  toolbar: {
    label: 'Barra de ferramentas',
    people: (count) => `Pessoas (${count})`,
    minimap: 'Minimapa',
    settings: 'Configurações',
    help: 'Atalhos',
    leave: 'Sair',
  },
  panel: { close: 'Fechar' },
  people: {
    title: 'Pessoas',
    search: 'Buscar pessoas',
    clearSearch: 'Limpar a busca',
    you: 'você',
    walkToPerson: (name) => `Ir até ${name}`,
    walkToZone: (zone) => `Ir até ${zone}`,
    inPrivateRoom: 'Em uma sala privativa',
    emptyPlaces: 'Sem ninguém agora',
    here: 'aqui',
    nobodyFound: (query) => `Ninguém chamado “${query}” está aqui.`,
    loading: 'Perguntando quem está aqui',
    failed: 'Não foi possível carregar a lista.',
    onlyYou: 'Só você está aqui. Compartilhe o endereço desta página para convidar outras pessoas.',
    noWay: (target) => `Não há caminho daqui até ${target}.`,
    walkingTo: (target) => `Indo até ${target}.`,
  },
  minimap: {
    label: (zone) => `Mapa do World. Você está em ${zone}. Clique para ir até um lugar.`,
    title: 'Minimapa',
    hide: 'Ocultar o minimapa',
  },
  settings: {
    title: 'Configurações',
    language: 'Idioma',
    systemLanguage: 'Como no navegador',
    motion: 'Movimento',
    motionSystem: 'Como no sistema',
    motionReduced: 'Reduzido',
    motionFull: 'Completo',
    zoom: 'Zoom',
    zoomValue: (percent) => `${percent} %`,
    sounds: 'Sons',
    sound: { joined: 'Alguém entra na sua Zone', refused: 'Algo é recusado', seated: 'Ao sentar' },
    shortcuts: 'Atalhos',
    singleKeys: 'Atalhos de uma tecla',
    shortcutsHint: 'Só valem enquanto o World tem o foco. As setas e Enter sempre funcionam.',
    changeKey: (action, key) => `${action}: ${key}. Trocar a tecla`,
    pressKey: 'Pressione uma tecla',
    keyTaken: (key, action) => `${key} já é usada para “${action}”.`,
    resetKeys: 'Restaurar todas as teclas',
  },
  shortcuts: {
    title: 'Atalhos',
    moving: 'Andar',
    anyDirection: 'Em qualquer direção',
    acting: 'Fazer',
    viewing: 'Olhar em volta',
    action: {
      up: 'Andar para cima',
      down: 'Andar para baixo',
      left: 'Andar para a esquerda',
      right: 'Andar para a direita',
      interact: 'Sentar, levantar',
      people: 'Pessoas',
      minimap: 'Minimapa',
      settings: 'Configurações',
      help: 'Atalhos',
      zoomIn: 'Aproximar',
      zoomOut: 'Afastar',
      centre: 'Centralizar em você',
    },
    escape: 'Voltar ao World, fechar um painel',
    arrows: 'Setas',
    clickWalk: 'Clique ou toque',
    clickWalkText: 'Andar até lá; em uma cadeira, sentar',
    drag: 'Arrastar',
    dragText: 'Mover a imagem',
    wheel: 'Roda ou pinça',
    wheelText: 'Zoom',
    off: 'Os atalhos de uma tecla estão desligados. Você pode ligá-los nas configurações.',
  },
  keys: {
    space: 'Espaço',
    arrowup: 'Acima',
    arrowdown: 'Abaixo',
    arrowleft: 'Esquerda',
    arrowright: 'Direita',
    enter: 'Enter',
    escape: 'Esc',
    home: 'Home',
  },
  connection: {
    lost: 'Conexão perdida. Reconectando…',
    attempt: (attempt) => `Tentativa ${attempt}`,
    back: 'Conectado de novo.',
    endedTitle: 'A conexão terminou',
    replacedTitle: 'Você está aqui em outra aba',
    replacedText: 'Um World mostra cada pessoa uma vez. Você pode continuar por aqui.',
    useHere: 'Usar aqui',
    fullTitle: 'Este World está lotado',
    goneTitle: 'O servidor sumiu',
    versionTitle: 'Há uma nova versão do Atrium',
    reload: 'Recarregar',
    tryAgain: 'Tentar de novo',
    toLobby: 'Voltar ao saguão',
  },
  closings,
  errors,
  refused: {
    doorForRoles: (zone, allowed) =>
      `A porta de ${zone} só abre para ${list(allowed.map((role) => roles[role]))}.`,
    doorFromInside: (zone) => `A porta de ${zone} só abre por dentro.`,
    doorInUse: 'Há alguém na porta. Espere um momento.',
    passageInUse: 'Há alguém na passagem. Espere um momento.',
    zoneFull: (zone) => `${zone} está sem lugar.`,
    seatTaken: 'Esse lugar está ocupado.',
    noSeat: 'Não há assento por perto.',
    noWay: 'Não há caminho até lá.',
    zoneHopping: 'Foi muito vaivém. Espere um momento.',
  },
  toasts: { label: 'Avisos', dismiss: 'Dispensar' },
  announce: {
    entered: (zone, type) => `Você está em ${zone}, ${type}.`,
    alone: 'Não há mais ninguém aqui.',
    with: (names, more) => (more > 0 ? `Aqui: ${names.join(', ')} e mais ${more}.` : `Aqui: ${list(names)}.`),
    came: (names) =>
      plural(names.length, { one: `${list(names)} entrou.`, other: `${list(names)} entraram.` }),
    manyCame: (count) => `${people(count)} entraram.`,
    left: (names) => plural(names.length, { one: `${list(names)} saiu.`, other: `${list(names)} saíram.` }),
    manyLeft: (count) => `${people(count)} saíram.`,
    seated: 'Você se sentou.',
    stood: 'Você se levantou.',
  },
};
