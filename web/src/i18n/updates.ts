import { addTexts } from '.';
import en from './parts/updates.en.json';
import zh from './parts/updates.zh.json';

/** The texts of what newer versions of the product bring. */
addTexts({ zh, en });
