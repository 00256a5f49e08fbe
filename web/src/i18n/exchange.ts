import { addTexts } from '.';
import en from './parts/exchange.en.json';
import zh from './parts/exchange.zh.json';

/** The texts of files that come in and go out; whoever shows one imports this, so that other pages need not load them. */
addTexts({ zh, en });
