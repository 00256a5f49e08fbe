import { addTexts } from '.';
import en from './parts/lists.en.json';
import zh from './parts/lists.zh.json';

/** The texts of lists of records; whoever shows one imports this, so that other pages need not load them. */
addTexts({ zh, en });
