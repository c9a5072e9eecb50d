import type { ProblemWords } from '../../build/describeProblem.ts';
import type { ConflictWords, EffectWords } from '../../build/publishPlan.ts';
import { comparisonPtBr } from '../../strings/comparisonPtBr.ts';
import { togetherPtBr } from '../../strings/togetherPtBr.ts';
import { listWords, pluralOf } from '../../strings/wording.ts';
import type { PublishStrings } from './publishEn.ts';

const plural = pluralOf('pt-BR');
const list = listWords('pt-BR');

const problemTexts: ProblemWords['texts'] = {
  'tile-count': () => 'Uma camada tem quadrados de mais ou de menos para este mapa.',
  'unknown-tile': () => 'Há aqui um quadrado que o mapa não conhece.',
  'outside-map': () => 'Está fora do mapa, no todo ou em parte.',
  'duplicate-id': () => 'Dois elementos têm o mesmo nome interno. Remova um deles e adicione-o de novo.',
  'zone-area': () => 'A forma não é válida. Desenhe a zona de novo.',
  'zone-overlap': (others) =>
    `Sobrepõe-se a: ${others}. Só uma sala privada pode ficar em outra zona: por inteiro, em uma área de equipe.`,
  'door-unknown-zone': () => 'Leva a uma zona que não existe mais.',
  'door-not-in-wall': () => 'Precisa de uma parede dos dois lados.',
  'door-beside-zone': () => 'A zona à qual ela leva precisa começar logo atrás dela, de um lado só.',
  'door-without-roles': () => 'Ninguém pode entrar. Escolha quem pode.',
  'gate-blocked': (others) => `Há algo no caminho: ${others}.`,
  'gate-overlap': () => 'Duas portas ou passagens ocupam o mesmo quadrado.',
  'unknown-object': () => 'Há um vínculo com algo que não existe mais.',
  'link-cycle': (others) =>
    others === ''
      ? 'Há um vínculo consigo mesmo.'
      : `Os vínculos formam um círculo, passando por: ${others}.`,
  'no-seat': () => 'Foi configurado para sentar, mas não tem assento.',
  'spawn-blocked': (others) =>
    others === '' ? 'Há uma parede neste lugar.' : `Há algo neste lugar: ${others}.`,
  'spawn-in-private-room': (others) =>
    `Está na sala privada ${others}, na qual as pessoas entram pela porta.`,
  'spawn-in-doorway': () => 'Está em um vão de porta, que precisa ficar livre.',
  'private-room-open': () => 'A sala está aberta. Paredes e as portas dela precisam cercá-la.',
  'unreachable-tiles': () => 'Ninguém consegue chegar aqui.',
  'unreachable-seat': () => 'Ninguém consegue chegar a este assento.',
  'open-border': (others) =>
    `Nada a separa de: ${others}. As pessoas ali não se veem: coloque paredes, vidro ou estantes entre elas.`,
  'computer-without-chair': () => 'Nenhuma cadeira está vinculada, então ninguém pode usá-lo.',
  'occupancy-unused': () => 'Diz quantas pessoas podem usá-lo, o que aqui não tem efeito.',
  'opens-unused': () => 'Tem uma página que ninguém chega a ver.',
  'persistent-unused': () => 'Foi configurado para guardar desenhos, o que só um quadro pode fazer.',
  'knock-without-roles': () =>
    'Ninguém pode ser o primeiro a entrar. Escolha quem pode entrar com a sala vazia.',
  'spawn-behind-door': (others) =>
    `Está em ${others}, cujas portas não admitem todos. Quem começa aqui passa por elas.`,
  'object-overlap': (others) =>
    others === '' ? 'Está dentro de uma parede.' : `Está dentro de outro móvel: ${others}.`,
  'unknown-look': () => 'Tem uma aparência que não existe; aparece como de costume.',
  'missing-image': () => 'Não há imagem para mostrar: envie-a ou escolha outra.',
  'custom-unused': () => 'Tem um tamanho próprio, que só imagens próprias podem ter.',
  'nothing-beneath': () => 'Precisa de um móvel embaixo para se apoiar.',
};

const problemWords: ProblemWords = {
  texts: problemTexts,
  things: {
    doorTo: (zone) => `porta para ${zone}`,
    door: 'porta',
    passage: 'passagem',
    entrance: (name) => `entrada ${name}`,
    unnamedEntrance: 'entrada',
    object: togetherPtBr.objects.name,
    floor: 'Piso',
    map: 'Mapa',
    list,
  },
  place: (zone, x, y) => `${zone}, quadrado ${x}, ${y}`,
};

const people = (count: number, names: readonly string[], one: string, other: string) => {
  const who = names.length === 0 ? '' : `: ${list(names)}`;
  return `${plural(count, { one: `${count} pessoa ${one}`, other: `${count} pessoas ${other}` })}${who}.`;
};

const effects: EffectWords = {
  inTheWay: (count, names) =>
    people(
      count,
      names,
      'está onde haverá paredes ou móveis e será movida para o lado',
      'estão onde haverá paredes ou móveis e serão movidas para o lado',
    ),
  along: (count, names) =>
    people(count, names, 'vai junto com a sala ou o assento', 'vão junto com a sala ou o assento'),
  silenced: (count, names) =>
    people(
      count,
      names,
      'ficará em outra sala ou atrás de outras portas, com microfone e câmera desligados',
      'ficarão em outra sala ou atrás de outras portas, com microfones e câmeras desligados',
    ),
  lockedDoors: (count, names) =>
    `${plural(count, { one: `${count} porta trancada é removida`, other: `${count} portas trancadas são removidas` })}${names.length === 0 ? '' : `: ${list(names)}`}.`,
  keptBoards: (count, zones) =>
    `${plural(count, { one: `${count} quadro some, com o desenho guardado nele`, other: `${count} quadros somem, com os desenhos guardados neles` })}${zones.length === 0 ? '' : `: ${list(zones)}`}.`,
};

const conflicts: ConflictWords = {
  walls: (x, y) => `Paredes no quadrado ${x}, ${y}`,
  floor: (x, y) => `Piso no quadrado ${x}, ${y}`,
  name: 'Nome do mundo',
  ground: 'Regras do chão',
  size: 'Tamanho do mapa',
};

/** What is wrong with a draft, and making it the next version; in Brazilian Portuguese. */
export const publishPtBr: PublishStrings = {
  problems: {
    title: 'Problemas',
    looking: 'Verificando o mundo…',
    none: 'Nenhum problema. Você pode publicar este mundo.',
    unchecked:
      'Seu navegador não conseguiu procurar problemas. O servidor verifica o mundo quando você o publica.',
    counts: (errors, warnings) =>
      list(
        [
          errors === 0 ? '' : plural(errors, { one: `${errors} erro`, other: `${errors} erros` }),
          warnings === 0 ? '' : plural(warnings, { one: `${warnings} aviso`, other: `${warnings} avisos` }),
        ].filter(Boolean),
      ),
    error: 'Erro',
    warning: 'Aviso',
    show: 'Mostrar',
    showNamed: (what) => `Mostrar: ${what}`,
    fixes: {
      closeWithWalls: 'Fechar com parede',
      cutZone: 'Cortar na borda do mapa',
      leadToZoneBehind: 'Levar à zona atrás dela',
      linkSeat: 'Vincular a cadeira mais próxima',
      moveObject: 'Mover para um lugar livre',
      moveSpawnPoint: 'Mover a entrada',
      removeDoor: 'Remover a porta',
      removeLink: 'Remover o vínculo',
      removePassage: 'Remover a passagem',
      removeSetting: 'Remover a configuração',
    },
    more: (count) => plural(count, { one: `Mostrar mais ${count}`, other: `Mostrar mais ${count}` }),
    words: problemWords,
  },
  publish: {
    title: 'Publicar',
    text: 'Quem está neste mundo recebe a nova versão na hora, sem sair das conversas.',
    changesTitle: 'O que muda',
    changes: comparisonPtBr,
    effectsTitle: 'Quem e o que é afetado',
    effects,
    hindrances: {
      outdated:
        'Alguém publicou outra versão enquanto isso. Leve antes as suas alterações para ela e veja o que muda.',
      unchanged: 'Nada mudou desde a versão publicada.',
      looking: 'Verificando o mundo…',
      errors: 'Há erros. Corrija-os primeiro.',
    },
    rebase: 'Levar minhas alterações para a nova versão',
    rebasing: 'Levando suas alterações para a nova versão…',
    conflictsTitle: 'Estas suas alterações não cabem na nova versão e ficaram de fora:',
    conflicts,
    showProblems: 'Mostrar problemas',
    note: 'Nota (opcional)',
    noteHint: 'O que há de novo? Aparece na lista de versões.',
    bumpTitle: 'Número da versão',
    bumps: {
      minor: (version) => `Mudança pequena: versão ${version}`,
      major: (version) => `Mudança grande: versão ${version}`,
    },
    cancel: 'Cancelar',
    publish: 'Publicar',
    publishing: 'Publicando…',
  },
};
