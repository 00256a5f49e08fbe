import { addTexts } from '.';
import en from './parts/types.en.json';
import zh from './parts/types.zh.json';

/** The texts of the inputs of single field types, which are loaded with them. */
addTexts({ zh, en });
