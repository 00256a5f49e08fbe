import { addTexts } from '.';
import en from './parts/board-build.en.json';
import zh from './parts/board-build.zh.json';

/** The texts of the designer of dashboards, loaded with it. */
addTexts({ zh, en });
