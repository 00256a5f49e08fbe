import { addTexts } from '.';
import en from './parts/planning.en.json';
import zh from './parts/planning.zh.json';

/** The texts of planning, loaded with its screens. */
addTexts({ zh, en });
