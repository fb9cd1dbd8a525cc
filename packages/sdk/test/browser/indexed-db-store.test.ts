/// <reference types="mocha" />
import { bufferStoreContract } from '../contract/buffer-store-contract.ts';
import { bufferStoreModel } from '../contract/buffer-store-model.ts';
import { indexedDbKind } from '../support/indexed-db-world.ts';

bufferStoreContract({ describe, it }, indexedDbKind);
bufferStoreModel({ describe, it }, indexedDbKind, 30);
