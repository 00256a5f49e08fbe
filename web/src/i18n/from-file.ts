import { addTexts } from '.';
import en from './parts/from-file.en.json';
import zh from './parts/from-file.zh.json';

/** The texts of making a form from a spreadsheet. */
addTexts({ zh, en });
