import { addTexts } from '.';
import en from './parts/channels.en.json';
import zh from './parts/channels.zh.json';

/** The texts of channels, deliveries and runs of rules, loaded with their screens. */
addTexts({ zh, en });
