import { addTexts } from '.';
import en from './parts/access.en.json';
import zh from './parts/access.zh.json';

/** The texts of roles and rights, loaded with the pages that show them. */
addTexts({ zh, en });
