import type { AvatarLook } from '@atrium/protocol';
import type { Role, ZoneType } from '@atrium/world';
import type { Strings } from './en.ts';
import { closingsPtBr, errorsPtBr } from './errorsPtBr.ts';
import { mediaPtBr } from './mediaPtBr.ts';
import { togetherPtBr } from './togetherPtBr.ts';
import { listWords, pluralOf } from './wording.ts';

const plural = pluralOf('pt-BR');
const list = listWords('pt-BR');
const people = (count: number) => plural(count, { one: '1 pessoa', other: `${count} pessoas` });

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

/** Every text of the Client, in Brazilian Portuguese. */
export const ptBR: Strings = {
  app: {
    name: 'Atrium',
    loading: 'Carregando',
    titleIn: (place, world) => `${place} · ${world}`,
  },
  pages: {
    unknownWorldTitle: 'Mundo não encontrado',
    unknownWorldText: (worldId) => `Não há nenhum mundo chamado “${worldId}” neste servidor.`,
    noWorldsTitle: 'Ainda não há mundos',
    noWorldsText: 'Não há nenhum mundo em que você possa entrar neste servidor.',
    notSetUpTitle: 'O Atrium ainda não foi configurado',
    notSetUpText:
      'Se você administra este servidor, abra o link que ele mostrou ao iniciar para criar seu workspace.',
    unreachableTitle: 'O servidor não responde',
    unreachableText:
      'Verifique sua conexão. Se outras pessoas também não conseguem, o servidor pode estar fora do ar.',
    brokenTitle: 'Não é possível abrir este mundo',
    brokenText: 'O arquivo está danificado ou foi feito para uma versão mais nova do Atrium.',
    failedTitle: 'Algo deu errado',
    notFoundTitle: 'Página não encontrada',
    notFoundText: 'O link pode estar errado ou desatualizado.',
    tryAgain: 'Tentar de novo',
    goHome: 'Ir para o escritório',
  },
  lobby: {
    enterWorld: (world) => `Entrar em ${world}`,
    tagline: 'Quem divide a sala divide a conversa.',
    name: 'Seu nome',
    nameHint: 'As outras pessoas o veem acima do seu avatar.',
    nameMissing: 'Digite seu nome.',
    avatar: 'Seu avatar',
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
    preview: 'Prévia do seu avatar',
    spawnPoint: 'Onde começar',
    unnamedSpawnPoint: (index) => `Entrada ${index}`,
    language: 'Idioma',
    enter: 'Entrar',
    entering: 'Entrando…',
    unreachable: 'O servidor não responde. Tente de novo.',
    peopleInside: (count) =>
      plural(count, {
        zero: 'Ainda não há ninguém',
        one: '1 pessoa está dentro',
        other: `${count} pessoas estão dentro`,
      }),
    account: 'Conta',
    administration: 'Administração',
    asGuest: 'Você está entrando como convidado.',
    signIn: 'Entrar na conta',
    signedInTo: (workspace) => `Na conta de ${workspace}`,
    otherWorlds: 'Outros mundos',
    welcomeBack: 'Você saiu. Volte quando quiser.',
  },
  choices: { skin, hairStyle, hairColour, clothing, clothingColour, trousersColour, accessory },
  zoneTypes,
  zone: {
    forRoles: (allowed) =>
      allowed.length === 0 ? 'Ninguém pode entrar.' : `Só para ${list(allowed.map((role) => roles[role]))}.`,
    people,
    limit: (most) => `Até ${most} pessoas`,
    audio: {
      proximity: 'Você ouve quem está perto',
      zone: 'Todos aqui se ouvem',
      'push-to-talk': 'Todos aqui se ouvem. Segure uma tecla para falar',
      off: 'Área de silêncio: sem áudio',
    },
    privacy: 'Ninguém lá fora vê ou ouve você',
    allowed: {
      camera: 'Câmeras',
      screenShare: 'Compartilhamento de tela',
      whiteboard: 'Quadro branco',
    },
    forbidden: {
      camera: 'Sem câmeras',
      screenShare: 'Sem compartilhamento de tela',
      whiteboard: 'Sem quadro branco',
    },
    showRules: 'Ver o que você pode fazer aqui',
  },
  world: {
    region: (world) => `${world}, mundo`,
    instructions:
      'Ande com as setas. Pressione Enter para sentar, levantar ou usar algo, Tab para ir à barra de ferramentas e Esc para voltar aqui.',
    instructionsKeys: (help) => `Pressione ${help} para ver todos os atalhos.`,
    connecting: 'Conectando…',
    noGraphics: 'Este navegador não consegue mostrar o mundo. Tente outro navegador.',
    sit: 'Sentar',
    standUp: 'Levantar',
  },
  toolbar: {
    label: 'Barra de ferramentas',
    people: (count) => `Pessoas (${count})`,
    invite: 'Convidar',
    minimap: 'Minimapa',
    settings: 'Configurações',
    help: 'Ajuda',
    leave: 'Sair',
    more: 'Mais',
  },
  media: mediaPtBr,
  together: togetherPtBr,
  panel: { close: 'Fechar' },
  people: {
    title: 'Pessoas',
    search: 'Buscar pessoas',
    clearSearch: 'Limpar a busca',
    you: 'você',
    walkToPerson: (name) => `Ir até ${name}`,
    walkToZone: (zone) => `Ir até ${zone}`,
    guestNamed: (name) => `Convidado · ${name}`,
    inPrivateRoom: 'Em uma sala privativa',
    otherPlaces: 'Outros lugares',
    here: 'aqui',
    nobodyFound: (query) => `Ninguém chamado “${query}” está aqui.`,
    loading: 'Carregando pessoas…',
    failed: 'Não foi possível carregar a lista.',
    onlyYou: 'Só você está aqui.',
    noWay: (target) => `Não dá para ir daqui até ${target}.`,
    walkingTo: (target) => `Indo até ${target}…`,
  },
  minimap: {
    label: (zone) => `Mapa do mundo. Você está em ${zone}. Clique para ir até um lugar.`,
    title: 'Minimapa',
    hide: 'Ocultar minimapa',
  },
  settings: { title: 'Configurações', systemLanguage: 'Idioma do navegador' },
  fault: {
    updated: 'O Atrium foi atualizado. Recarregue para usar a nova versão.',
    updatedAndMissing:
      'O Atrium foi atualizado. Recarregue para continuar usando tudo. Você volta ao seu lugar.',
    missing: 'Uma parte da página não carregou. Tentando de novo…',
    reload: 'Recarregar',
    later: 'Depois',
    part: 'Esta parte parou de funcionar.',
    request: (id) => `Informe este número a quem hospeda: ${id}`,
    pageTitle: 'Esta página parou de funcionar',
    pageText:
      'Recarregue: você volta ao seu lugar. Se acontecer de novo, envie o registro desta página a quem mantém este servidor.',
  },
  report: {
    copy: 'Copiar registro',
    copied: 'Registro copiado.',
  },
  shortcuts: {
    title: 'Ajuda',
    action: {
      up: 'Andar para cima',
      down: 'Andar para baixo',
      left: 'Andar para a esquerda',
      right: 'Andar para a direita',
      interact: 'Sentar, abrir, bater à porta',
      microphone: 'Ligar ou desligar o microfone',
      pushToTalk: 'Segurar para falar',
      camera: 'Ligar ou desligar a câmera',
      screen: 'Compartilhar sua tela',
      doNotDisturb: 'Não perturbe',
      people: 'Pessoas',
      chat: 'Conversa',
      raiseHand: 'Levantar ou abaixar a mão',
      dance: 'Dançar (segure)',
      waveNearest: 'Acenar para a pessoa mais próxima',
      reaction1: 'Acenar',
      reaction2: 'Joinha',
      reaction3: 'Coração',
      reaction4: 'Risada',
      reaction5: 'Comemorar',
      reaction6: 'Café?',
      minimap: 'Minimapa',
      settings: 'Configurações',
      help: 'Ajuda',
      zoomIn: 'Aproximar',
      zoomOut: 'Afastar',
      centre: 'Centralizar em você',
    },
  },
  keys: {
    space: 'Espaço',
    arrowup: 'Cima',
    arrowdown: 'Baixo',
    arrowleft: 'Esquerda',
    arrowright: 'Direita',
    enter: 'Enter',
    escape: 'Esc',
    home: 'Home',
  },
  connection: {
    lost: 'Conexão perdida. Reconectando…',
    busy: 'O servidor está muito ocupado. Tentando de novo…',
    attempt: (attempt) => `Tentativa ${attempt}`,
    back: 'Você está de volta.',
    sentOut: (by, reason) => `${by} retirou você deste mundo: ${reason}`,
    bannedBy: (by, reason) => `${by} baniu você deste workspace: ${reason}`,
    endedTitle: 'A conexão terminou',
    replacedTitle: 'Você está aqui em outra aba',
    replacedText: 'Você só pode estar uma vez em um mundo. Continuar por aqui?',
    useHere: 'Continuar aqui',
    fullTitle: 'Este mundo está lotado',
    goneTitle: 'O servidor não responde',
    changedTitle: 'Este mundo mudou',
    versionTitle: 'Há uma nova versão do Atrium',
    reload: 'Recarregar',
    tryAgain: 'Tentar de novo',
    toLobby: 'Voltar ao saguão',
  },
  closings: closingsPtBr,
  errors: errorsPtBr,
  refused: {
    doorForRoles: (zone, allowed) =>
      `A porta de ${zone} só abre para ${list(allowed.map((role) => roles[role]))}.`,
    doorFromInside: (zone) => `A porta de ${zone} só abre por dentro.`,
    doorInUse: 'Há alguém na porta. Espere um momento.',
    passageInUse: 'Há alguém no caminho. Espere um momento.',
    zoneFull: (zone) => `Não há mais lugar em ${zone}.`,
    seatTaken: 'Esse lugar está ocupado.',
    noSeat: 'Não há nada para usar aqui.',
    noWay: 'Não dá para ir até lá.',
    zoneHopping: 'Você está indo e vindo rápido demais. Espere um momento.',
  },
  toasts: { label: 'Notificações', dismiss: 'Dispensar' },
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
