import { addTexts } from '.';
import en from './parts/ledger-build.en.json';
import zh from './parts/ledger-build.zh.json';

/** The texts of the ledger designer, loaded with it. */
addTexts({ zh, en });
