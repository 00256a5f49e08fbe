import { addTexts } from '.';
import en from './parts/conflict.en.json';
import zh from './parts/conflict.zh.json';

/** The texts of two changes that met. */
addTexts({ zh, en });
