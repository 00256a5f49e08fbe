import { addTexts } from '.';
import en from './parts/calendar.en.json';
import zh from './parts/calendar.zh.json';

/** The texts of the company's calendar, loaded with its screen. */
addTexts({ zh, en });
