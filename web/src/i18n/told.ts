import { addTexts } from '.';
import en from './parts/told.en.json';
import zh from './parts/told.zh.json';

/** The texts of how somebody wants to be told, loaded with that screen. */
addTexts({ zh, en });
