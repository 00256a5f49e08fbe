import { addTexts } from '.';
import designerEn from './parts/designer.en.json';
import designerZh from './parts/designer.zh.json';
import en from './parts/formula.en.json';
import zh from './parts/formula.zh.json';

/** The texts of the formula editor; it names types of fields as the designer does. */
addTexts({ zh: designerZh, en: designerEn });
addTexts({ zh, en });
