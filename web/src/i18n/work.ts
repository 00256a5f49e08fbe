import { addTexts } from '.';
import en from './parts/work.en.json';
import zh from './parts/work.zh.json';

/** The texts of working on to-dos and of substitutes; their screens import this. */
addTexts({ zh, en });
