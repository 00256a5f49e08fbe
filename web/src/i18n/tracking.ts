import { addTexts } from '.';
import en from './parts/tracking.en.json';
import zh from './parts/tracking.zh.json';

/** The texts of tracking for the company's own people; whoever shows it imports this. */
addTexts({ zh, en });
