import { addTexts } from '.';
import en from './parts/links.en.json';
import zh from './parts/links.zh.json';

/** The texts of public links, loaded with their screen. */
addTexts({ zh, en });
