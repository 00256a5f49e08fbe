import { addTexts } from '.';
import en from './parts/amendment.en.json';
import zh from './parts/amendment.zh.json';

/** The texts of proposed changes. */
addTexts({ zh, en });
