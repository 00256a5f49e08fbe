import { addTexts } from '.';
import en from './parts/reconcile.en.json';
import zh from './parts/reconcile.zh.json';

/** The texts of receivables, loaded with their screens. */
addTexts({ zh, en });
