import { addTexts } from '.';
import en from './parts/designer.en.json';
import zh from './parts/designer.zh.json';

/** The texts of building; its screens import this, so that other pages need not load them. */
addTexts({ zh, en });
