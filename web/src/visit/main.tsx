/** @jsxImportSource preact */
import './visit.css';
import { render } from 'preact';
import { Visit } from './visit';

const root = document.getElementById('root');
if (root) render(<Visit />, root);
