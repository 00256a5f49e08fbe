import { addTexts } from '.';
import en from './parts/promise.en.json';
import zh from './parts/promise.zh.json';

/** The texts of promises, loaded with the first of them. */
addTexts({ zh, en });
