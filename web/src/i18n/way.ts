import { addTexts } from '.';
import en from './parts/way.en.json';
import zh from './parts/way.zh.json';

/** The texts of the way of a record through its flow; what shows it imports this. */
addTexts({ zh, en });
