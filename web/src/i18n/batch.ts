import { addTexts } from '.';
import en from './parts/batch.en.json';
import zh from './parts/batch.zh.json';

/** The texts of changes of many records; whoever shows one imports this. */
addTexts({ zh, en });
