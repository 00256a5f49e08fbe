import { addTexts } from '.';
import en from './parts/comments.en.json';
import zh from './parts/comments.zh.json';

/** The texts of what people say about a record. */
addTexts({ zh, en });
