import { runAsProcess } from '../asProcess.js';
import { outStream } from './runApart.js';

void runAsProcess(outStream());
