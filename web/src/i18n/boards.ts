import { addTexts } from '.';
import en from './parts/boards.en.json';
import zh from './parts/boards.zh.json';

/** The texts of boards, loaded with the first one. */
addTexts({ zh, en });
