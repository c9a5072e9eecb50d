import type { EditRefusal, ObjectType, Role } from '@atrium/world';
import type { RoomDesign } from '../../build/furnishedRooms.ts';
import type { ToolName } from '../../build/tools.ts';
import type { ShellStrings } from './buildEn.ts';
import type { FloorChoice, ObjectGroup, WallChoice } from './palettes.ts';

const tools: Record<ToolName, string> = {
  select: 'Selecionar',
  room: 'Sala',
  wall: 'Parede',
  floor: 'Piso',
  zone: 'Zona',
  door: 'Porta',
  object: 'Objetos',
  link: 'Ligar',
  spawn: 'Ponto de chegada',
  erase: 'Apagar',
};

const toolHelp: Record<ToolName, string> = {
  select:
    'Clique para selecionar, arraste para mover. Arraste pelo piso para selecionar vários. Clique duas vezes numa Zona para a sala toda.',
  room: 'Arraste de canto a canto: piso, paredes e porta de uma vez.',
  wall: 'Arraste uma linha reta. Com Alt, as paredes saem.',
  floor: 'Arraste pelo piso. Com Alt, o piso sai.',
  zone: 'Arraste um retângulo: uma Zona sem paredes.',
  door: 'Clique numa parede que tenha uma Zona atrás.',
  object: 'Clique para colocar. As teclas . e , giram.',
  link: 'Arraste de um computador à cadeira dele. De novo, a ligação sai.',
  spawn: 'Clique onde as pessoas podem chegar.',
  erase: 'Clique no que deve sair, ou arraste por cima.',
};

const objects: Record<ObjectType, string> = {
  Chair: 'Cadeira',
  LoungeChair: 'Poltrona',
  Sofa: 'Sofá',
  Desk: 'Mesa de trabalho',
  Computer: 'Computador',
  MeetingTable: 'Mesa de reunião',
  CoffeeTable: 'Mesa de centro',
  Whiteboard: 'Quadro branco',
  Screen: 'Tela',
  Plant: 'Planta',
  TallPlant: 'Planta alta',
  HangingPlant: 'Planta pendente',
  Lamp: 'Luminária',
  Rug: 'Tapete',
  Bookshelf: 'Estante',
  CoffeeMachine: 'Cafeteira',
  WaterCooler: 'Bebedouro',
  KitchenCounter: 'Balcão de cozinha',
  PhoneBooth: 'Cabine telefônica',
  ReceptionDesk: 'Balcão de recepção',
};

const objectGroups: Record<ObjectGroup, string> = {
  work: 'Trabalho',
  meet: 'Reunião',
  relax: 'Descanso',
  kitchen: 'Cozinha',
  decor: 'Plantas e luz',
};

const floors: Record<FloorChoice, string> = {
  oak: 'Carvalho',
  wood: 'Madeira escura',
  carpet: 'Carpete',
  stone: 'Pedra',
  tile: 'Ladrilho',
};

const walls: Record<WallChoice, string> = { wall: 'Parede', window: 'Janela', glass: 'Vidro' };

const roles: Record<Role, string> = {
  Admin: 'Administradores',
  Editor: 'Editores',
  Member: 'Membros',
  Guest: 'Convidados',
};

const designs: Record<RoomDesign | 'empty', string> = {
  empty: 'Sala vazia',
  oneToOne: 'Conversa a dois',
  meeting6: 'Reunião para 6',
  meeting12: 'Reunião para 12',
  focus: 'Cabine de foco',
  teamBay: 'Área de equipe',
  kitchen: 'Cozinha',
  lounge: 'Lounge',
  library: 'Biblioteca',
};

const refusals: Record<EditRefusal, string> = {
  'outside-map': 'Isto ficaria fora do mapa.',
  'too-small': 'Pequeno demais: uma sala precisa de três ladrilhos em cada direção.',
  'too-large': 'O mapa ficaria grande demais.',
  'too-many': 'O Mundo não pode ter mais destes.',
  'not-straight': 'Uma parede segue uma linha ou uma coluna.',
  'no-such-layer': 'O mapa não tem essa camada.',
  'nothing-selected': 'Nada está selecionado.',
  'unknown-id': 'Isto não existe mais.',
  'not-a-value': 'Isto não é permitido aqui.',
  'zone-overlap': 'Zonas não podem se sobrepor, exceto uma sala privada numa área de equipe.',
  'zone-shape': 'Uma Zona é inteira, sem buraco.',
  'door-not-in-wall': 'Uma porta precisa de parede dos dois lados.',
  'door-beside-zone': 'Uma porta precisa de uma Zona logo atrás, de um lado só.',
  'gate-overlap': 'Já há uma porta ou passagem aqui.',
  'link-cycle': 'Estas ligações voltariam ao começo.',
  'last-spawn-point': 'O Mundo precisa de pelo menos um ponto de chegada.',
};

/** Texts of Build Mode in Brazilian Portuguese. */
export const buildPtBr: ShellStrings = {
  button: 'Construir',
  label: 'Modo de construção',
  region: (world) => `Planta de ${world}`,
  opening: 'Abrindo o rascunho …',
  cannotOpen: 'O rascunho não pode ser aberto.',
  tryAgain: 'Tentar de novo',
  close: 'Fechar',
  held: {
    title: (name) => `${name} está construindo`,
    text: (since) => `Desde ${since}. Duas pessoas não podem mudar o mesmo rascunho ao mesmo tempo.`,
    self: 'Você está construindo em outra aba ou em outro aparelho.',
    mayTakeOver: 'Você pode continuar o rascunho; quem está com ele é avisado.',
    later: 'Você pode assumir quando nada tiver sido feito lá por dez minutos.',
    takeOver: 'Assumir',
  },
  lost: {
    title: 'Você não está mais construindo',
    takenOver: 'Outra pessoa assumiu o rascunho.',
    noRight: 'Você não pode mais mudar este Mundo.',
    ended: 'O rascunho não pode mais ser salvo.',
    saved: 'Tudo o que você fez está salvo.',
    unsaved:
      'Os últimos passos não puderam ser salvos. Guarde-os como arquivo: ele pode virar um Mundo próprio.',
    download: 'Salvar como arquivo',
  },
  saving: {
    saved: 'Rascunho salvo',
    unsaved: 'Salvando …',
    retrying: 'Ainda não salvo: tentando de novo',
    refused: 'Não salvo',
  },
  undo: 'Desfazer',
  redo: 'Refazer',
  walls: { full: 'Mostrar paredes inteiras', cut: 'Rebaixar paredes' },
  zones: 'Mostrar Zonas',
  problemCount: (count) =>
    count === 0 ? 'Sem problemas' : count === 1 ? '1 problema' : `${count} problemas`,
  unchecked: 'Verificado ao publicar',
  toPublish: 'Publicar …',
  done: 'Concluir',
  tools,
  toolHelp,
  toolbox: 'Ferramentas',
  palette: 'Opções',
  objects,
  objectGroups,
  search: 'Buscar objetos',
  noObjects: 'Nenhum objeto tem esse nome.',
  floors,
  designs,
  wallKinds: walls,
  kinds: {
    zones: 'Zona',
    doors: 'Porta',
    passages: 'Passagem',
    objects: 'Objeto',
    spawnPoints: 'Ponto de chegada',
  },
  inspector: {
    label: 'Propriedades',
    several: (count) => `${count} coisas selecionadas`,
    room: (name) => `Sala: ${name}`,
    world: 'Mundo',
    name: 'Nome',
    type: 'Tipo',
    floor: 'Piso',
    wall: 'Paredes',
    size: (width, height) => `${width} × ${height} ladrilhos`,
    groundName: 'Nome da área em volta das Zonas',
    place: (x, y) => `Em ${x}, ${y}`,
    furniture: 'Mobília',
    width: 'Largura em ladrilhos',
    height: 'Altura em ladrilhos',
    rules: 'Regras',
    audio: 'Som',
    audioRules: {
      usual: 'Como de costume',
      'push-to-talk': 'Só com uma tecla pressionada',
      off: 'Desligado',
    },
    camera: 'Câmeras',
    screenShare: 'Compartilhar tela',
    whiteboard: 'Quadros brancos',
    allowed: { usual: 'Como de costume', yes: 'Permitido', no: 'Não permitido' },
    maxPeople: 'Máximo de pessoas',
    maxPeopleNote: (usual) => `Vazio: como de costume (${usual}).`,
    access: 'Quem pode entrar',
    accessTypes: { open: 'Todos', role: 'Só alguns papéis', knock: 'Quem bate e é recebido' },
    roles,
    rolesKnock: 'Sem bater enquanto não há ninguém dentro',
    rolesOnly: 'Estes papéis',
    leadsTo: 'Leva a',
    opens: 'Abre a página',
    opensNote: 'Um endereço da web com https://',
    persistent: 'O que se desenha fica',
    oneAtATime: 'Uma pessoa por vez',
    links: (count) => (count === 1 ? '1 ligação' : `${count} ligações`),
    turn: 'Girar',
    erase: 'Remover',
    selectRoom: 'Selecionar a sala toda',
    newRoom: (type, number) => `${type} ${number}`,
  },
  at: (x, y) => `${x}, ${y}`,
  sized: (width, height) => `${width} × ${height}`,
  doubtful: 'Isto não fica bem aqui.',
  refusals,
  narrow: 'Construir pede uma tela maior: vire o aparelho ou use um computador.',
  announced: {
    opened: 'Modo de construção. As teclas do Mundo descansam.',
    closed: 'Você está de volta ao Mundo.',
  },
};
