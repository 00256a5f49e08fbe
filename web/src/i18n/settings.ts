import { addTexts } from '.';
import en from './parts/settings.en.json';
import zh from './parts/settings.zh.json';

/** The texts of the settings of the installation. */
addTexts({ zh, en });
