import { addTexts } from '.';
import en from './parts/prints.en.json';
import zh from './parts/prints.zh.json';

/** The texts of printing, loaded with the first record or list. */
addTexts({ zh, en });
