import { addTexts } from '.';
import en from './parts/print-designer.en.json';
import zh from './parts/print-designer.zh.json';

/** The texts of the print designer, loaded with it. */
addTexts({ zh, en });
