import type { Language } from '../../strings/languages.ts';

const en = {
  language: 'Language',
  motion: 'Motion',
  motionSystem: 'System default',
  motionReduced: 'Reduced',
  motionFull: 'Full',
  zoom: 'Zoom',
  zoomValue: (percent: number) => `${percent}%`,
  sounds: 'Sounds',
  sound: {
    joined: 'Someone joins you',
    refused: 'Something isn’t possible',
    seated: 'Sitting down',
    knock: 'Someone knocks',
    called: 'Someone calls you over',
    message: 'A message for you',
  },
  shortcuts: 'Shortcuts',
  singleKeys: 'Single-key shortcuts',
  shortcutsHint: 'They work while the world has focus. Arrow keys and Enter always work.',
  changeKey: (action: string, key: string) => `${action}: ${key}. Change key`,
  pressKey: 'Press a key',
  keyTaken: (key: string, action: string) => `${key} is already used for “${action}”.`,
  resetKeys: 'Reset all keys',
  zoomByWindow: 'Fit the zoom to the window',
  alwaysDay: 'Always daylight outside',
};

const ptBr: typeof en = {
  language: 'Idioma',
  motion: 'Movimento',
  motionSystem: 'Padrão do sistema',
  motionReduced: 'Reduzido',
  motionFull: 'Completo',
  zoom: 'Zoom',
  zoomValue: (percent) => `${percent}%`,
  sounds: 'Sons',
  sound: {
    joined: 'Alguém chega até você',
    refused: 'Algo não é possível',
    seated: 'Ao sentar',
    knock: 'Alguém bate à porta',
    called: 'Alguém chama você',
    message: 'Uma mensagem para você',
  },
  shortcuts: 'Atalhos',
  singleKeys: 'Atalhos de uma tecla',
  shortcutsHint: 'Funcionam enquanto o mundo está em foco. As setas e Enter sempre funcionam.',
  changeKey: (action, key) => `${action}: ${key}. Trocar tecla`,
  pressKey: 'Pressione uma tecla',
  keyTaken: (key, action) => `${key} já é usada para “${action}”.`,
  resetKeys: 'Restaurar todas as teclas',
  zoomByWindow: 'Ajustar o zoom à janela',
  alwaysDay: 'Sempre dia lá fora',
};

/** Texts of the settings, which arrive with the panel. */
export const settingsStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
