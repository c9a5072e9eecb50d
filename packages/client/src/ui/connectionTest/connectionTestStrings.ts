import type { NetworkReason, NetworkVerdict } from '../../media/connectionTest/judgeNetwork.ts';
import type { Language } from '../../strings/languages.ts';

const en = {
  title: 'Connection',
  hint: 'Finds out whether calls get through your network. It takes up to 10 seconds, and nobody hears or sees you.',
  start: 'Test connection',
  again: 'Test again',
  running: 'Trying your network…',
  unsupported: 'This browser cannot make calls.',
  network: {
    direct: 'Your network: direct',
    relayed: 'Your network: relayed',
    blocked: 'Your network: blocked',
  } satisfies Record<NetworkVerdict['kind'], string>,
  because: {
    open: 'Sound and pictures take the shortest way.',
    'nothing-to-try':
      'This office has no server for calls outside of your network, so there was nothing to try.',
    'sfu-detour': 'You reach other people directly, but the office’s media server only by a detour.',
    'sfu-unreached': 'You reach other people directly, but not the office’s media server.',
    'udp-blocked': 'Your network blocks UDP. Calls go through the office’s relay instead.',
    'udp-blocked-sfu-alone':
      'Your network blocks UDP. You reach the office’s media server by TCP, but no relay to other people.',
    'udp-blocked-sfu-unreached':
      'Your network blocks UDP. You reach people through the relay, but not the office’s media server.',
    'turn-refused': 'Your network blocks UDP, and the office’s relay refuses its own credentials.',
    'no-turn': 'Your network blocks UDP, and this office has no relay.',
    'all-blocked': 'Your network lets neither UDP nor the office’s relay through.',
    'browser-forbids': 'Your browser gives calls no network address: a policy or an extension forbids it.',
  } satisfies Record<NetworkReason, string>,
  advice: {
    open: 'There is nothing to do.',
    'nothing-to-try':
      'People in the same network hear each other. If people elsewhere do not, your host can set up TURN.',
    'sfu-detour': 'Calls work. If larger meetings stutter, ask your network’s administrator to allow UDP.',
    'sfu-unreached':
      'Meetings of many people may be silent for you. Tell your host: the ports of the SFU are not open, or its announced address is wrong.',
    'udp-blocked':
      'Calls work, with a little more delay. If they stutter, ask your network’s administrator to allow UDP.',
    'udp-blocked-sfu-alone':
      'Conversations of a few people may be silent for you. Tell your host to set up TURN over TLS on port 443, or use another network.',
    'udp-blocked-sfu-unreached':
      'Meetings of many people may be silent for you. Tell your host: the relay has to reach the SFU.',
    'turn-refused':
      'Tell your host to run “atrium doctor”: the secret of the TURN server is another one, or its clock is wrong.',
    'no-turn':
      'Use another network, such as your phone’s, or ask your host to set up TURN over TLS on port 443.',
    'all-blocked':
      'Use another network, such as your phone’s; switch off a VPN; or ask your network’s administrator to let this office through. If everyone has this, your host can run “atrium doctor”.',
    'browser-forbids': 'Allow WebRTC in your browser’s settings or extensions, or use another browser.',
  } satisfies Record<NetworkReason, string>,
  details: 'What was tried',
  tried: {
    stun: 'Your address from outside (STUN)',
    turnUdp: 'Relay by UDP',
    turnTcp: 'Relay by TCP',
    turnTls: 'Relay by TLS',
    sfuUdp: 'Media server by UDP',
    sfuTcp: 'Media server by TCP',
    sfuRelayed: 'Media server through the relay',
  },
  outcome: {
    reached: 'reached',
    refused: 'refused',
    unreached: 'not reached',
    none: 'not set up',
  },
};

const ptBr: typeof en = {
  title: 'Conexão',
  hint: 'Descobre se as chamadas passam pela sua rede. Leva até 10 segundos, e ninguém ouve nem vê você.',
  start: 'Testar conexão',
  again: 'Testar de novo',
  running: 'Testando sua rede…',
  unsupported: 'Este navegador não consegue fazer chamadas.',
  network: {
    direct: 'Sua rede: direta',
    relayed: 'Sua rede: retransmitida',
    blocked: 'Sua rede: bloqueada',
  },
  because: {
    open: 'Som e imagem seguem o caminho mais curto.',
    'nothing-to-try':
      'Este escritório não tem servidor de chamadas fora da sua rede, então não havia o que testar.',
    'sfu-detour':
      'Você alcança as outras pessoas diretamente, mas o servidor de mídia do escritório só por um desvio.',
    'sfu-unreached': 'Você alcança as outras pessoas diretamente, mas não o servidor de mídia do escritório.',
    'udp-blocked': 'Sua rede bloqueia UDP. As chamadas passam pelo retransmissor do escritório.',
    'udp-blocked-sfu-alone':
      'Sua rede bloqueia UDP. Você alcança o servidor de mídia do escritório por TCP, mas nenhum retransmissor até outras pessoas.',
    'udp-blocked-sfu-unreached':
      'Sua rede bloqueia UDP. Você alcança pessoas pelo retransmissor, mas não o servidor de mídia do escritório.',
    'turn-refused': 'Sua rede bloqueia UDP, e o retransmissor do escritório recusa as próprias credenciais.',
    'no-turn': 'Sua rede bloqueia UDP, e este escritório não tem retransmissor.',
    'all-blocked': 'Sua rede não deixa passar nem UDP nem o retransmissor do escritório.',
    'browser-forbids':
      'Seu navegador não dá endereço de rede às chamadas: uma política ou extensão o proíbe.',
  },
  advice: {
    open: 'Não há nada a fazer.',
    'nothing-to-try':
      'Pessoas na mesma rede se ouvem. Se as de fora não ouvirem, quem hospeda pode configurar TURN.',
    'sfu-detour':
      'As chamadas funcionam. Se reuniões maiores falharem, peça a quem administra sua rede que permita UDP.',
    'sfu-unreached':
      'Reuniões com muitas pessoas podem ficar mudas para você. Avise quem hospeda: as portas do SFU não estão abertas, ou o endereço anunciado está errado.',
    'udp-blocked':
      'As chamadas funcionam, com um pouco mais de atraso. Se falharem, peça a quem administra sua rede que permita UDP.',
    'udp-blocked-sfu-alone':
      'Conversas de poucas pessoas podem ficar mudas para você. Peça a quem hospeda TURN sobre TLS na porta 443, ou use outra rede.',
    'udp-blocked-sfu-unreached':
      'Reuniões com muitas pessoas podem ficar mudas para você. Avise quem hospeda: o retransmissor precisa alcançar o SFU.',
    'turn-refused':
      'Peça a quem hospeda que rode “atrium doctor”: o segredo do servidor TURN é outro, ou o relógio dele está errado.',
    'no-turn':
      'Use outra rede, como a do celular, ou peça a quem hospeda que configure TURN sobre TLS na porta 443.',
    'all-blocked':
      'Use outra rede, como a do celular; desligue a VPN; ou peça a quem administra sua rede que libere este escritório. Se acontece com todos, quem hospeda pode rodar “atrium doctor”.',
    'browser-forbids': 'Permita WebRTC nas configurações ou extensões do navegador, ou use outro navegador.',
  },
  details: 'O que foi testado',
  tried: {
    stun: 'Seu endereço visto de fora (STUN)',
    turnUdp: 'Retransmissor por UDP',
    turnTcp: 'Retransmissor por TCP',
    turnTls: 'Retransmissor por TLS',
    sfuUdp: 'Servidor de mídia por UDP',
    sfuTcp: 'Servidor de mídia por TCP',
    sfuRelayed: 'Servidor de mídia pelo retransmissor',
  },
  outcome: {
    reached: 'alcançado',
    refused: 'recusado',
    unreached: 'não alcançado',
    none: 'não configurado',
  },
};

/** Texts of the connection test, which arrive with it. */
export const connectionTestStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
