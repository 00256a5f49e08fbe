import { addTexts } from '.';
import en from './parts/rights.en.json';
import zh from './parts/rights.zh.json';

/** The texts of explanations of rights and of the log of lifted masks, loaded with those pages. */
addTexts({ zh, en });
