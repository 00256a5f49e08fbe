import { addTexts } from '.';
import en from './parts/insight.en.json';
import zh from './parts/insight.zh.json';

/** The texts of how flows run; their screens import this. */
addTexts({ zh, en });
