import { addTexts } from '.';
import en from './parts/ledgers.en.json';
import zh from './parts/ledgers.zh.json';

/** The texts of balances, loaded with the first of them. */
addTexts({ zh, en });
