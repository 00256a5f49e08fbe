import { addTexts } from '.';
import en from './parts/history.en.json';
import zh from './parts/history.zh.json';

/** The texts of what happened to a record. */
addTexts({ zh, en });
