import { addTexts } from '.';
import en from './parts/dashboard.en.json';
import zh from './parts/dashboard.zh.json';

/** The texts of boards, loaded with the first one. */
addTexts({ zh, en });
