import { addTexts } from '.';
import en from './parts/people.en.json';
import zh from './parts/people.zh.json';

/** The texts of people and departments, loaded with the pages that show them. */
addTexts({ zh, en });
