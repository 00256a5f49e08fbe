import { addTexts } from '.';
import en from './parts/flows.en.json';
import zh from './parts/flows.zh.json';

/** The texts of flows being built and drawn; their screens import this, so that other pages need not load them. */
addTexts({ zh, en });
