import { addTexts } from '.';
import en from './parts/settings-build.en.json';
import zh from './parts/settings-build.zh.json';

/** The texts of settings that are built, loaded with them. */
addTexts({ zh, en });
