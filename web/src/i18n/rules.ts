import { addTexts } from '.';
import en from './parts/rules.en.json';
import zh from './parts/rules.zh.json';

/** The texts of rules being built; their screens import this, so that other pages need not load them. */
addTexts({ zh, en });
